/** Short names and their characters, as Slack spells them. */
const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 joy 😂
rolling_on_the_floor_laughing 🤣 slightly_smiling_face 🙂 upside_down_face 🙃 wink 😉 blush 😊 innocent 😇
heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 thinking_face 🤔 zipper_mouth_face 🤐
face_with_raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒
face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 dizzy_face 😵
exploding_head 🤯 partying_face 🥳 sunglasses 😎 nerd_face 🤓 confused 😕 worried 😟 slightly_frowning_face 🙁
white_frowning_face ☹️ open_mouth 😮 astonished 😲 flushed 😳 pleading_face 🥺 cry 😢 sob 😭 scream 😱
disappointed 😞 sweat 😓 weary 😩 tired_face 😫 angry 😠 rage 😡 hugging_face 🤗 shushing_face 🤫
saluting_face 🫡 melting_face 🫠 wave 👋 raised_hand ✋ hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈
point_right 👉 point_up ☝️ point_up_2 👆 point_down 👇 +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ clap 👏
raised_hands 🙌 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 heart_hands 🫶 ear 👂 eyes 👀
brain 🧠 speaking_head_in_silhouette 🗣️ bust_in_silhouette 👤 busts_in_silhouette 👥
people_holding_hands 🧑‍🤝‍🧑 raising_hand 🙋 student 🧑‍🎓 teacher 🧑‍🏫 technologist 🧑‍💻 office_worker 🧑‍💼
ninja 🥷 superhero 🦸 family 👪 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙
purple_heart 💜 white_heart 🤍 black_heart 🖤 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 heartpulse 💗
100 💯 boom 💥 collision 💥 dizzy 💫 speech_balloon 💬 left_speech_bubble 🗨️ thought_balloon 💭 zzz 💤 fire 🔥
sparkles ✨ star ⭐ star2 🌟 zap ⚡ rainbow 🌈 sunny ☀️ cloud ☁️ umbrella ☔ snowflake ❄️ droplet 💧 ocean 🌊
seedling 🌱 potted_plant 🪴 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿 four_leaf_clover 🍀 maple_leaf 🍁
leaves 🍃 sunflower 🌻 cherry_blossom 🌸 tulip 🌷 rose 🌹 bouquet 💐 cactus 🌵 dog 🐶 cat 🐱 fox_face 🦊 bear 🐻
panda_face 🐼 lion_face 🦁 unicorn_face 🦄 bee 🐝 butterfly 🦋 owl 🦉 penguin 🐧 turtle 🐢 whale 🐳 dolphin 🐬
bird 🐦 hatching_chick 🐣 apple 🍎 lemon 🍋 strawberry 🍓 avocado 🥑 pizza 🍕 croissant 🥐 cake 🍰 birthday 🎂
cookie 🍪 doughnut 🍩 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 champagne 🍾 clinking_glasses 🥂 soccer ⚽
basketball 🏀 tennis 🎾 trophy 🏆 medal 🏅 sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈
third_place_medal 🥉 dart 🎯 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 guitar 🎸 microphone 🎤 clapper 🎬
bicyclist 🚴 runner 🏃 mountain ⛰️ climbing 🧗 person_climbing 🧗 checkered_flag 🏁 triangular_flag_on_post 🚩
rocket 🚀 airplane ✈️ train 🚆 bike 🚲 car 🚗 sailboat ⛵ world_map 🗺️ compass 🧭 earth_africa 🌍
earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 house 🏠 office 🏢 school 🏫 bridge_at_night 🌉
sunrise 🌅 tent ⛺ camping 🏕️ watch ⌚ hourglass ⌛ hourglass_flowing_sand ⏳ alarm_clock ⏰ stopwatch ⏱️
clock1 🕐 clock3 🕒 clock9 🕘 date 📅 calendar 📆 spiral_calendar_pad 🗓️ phone ☎️ telephone_receiver 📞
iphone 📱 computer 💻 keyboard ⌨️ camera 📷 video_camera 📹 tv 📺 bulb 💡 flashlight 🔦 battery 🔋
electric_plug 🔌 wrench 🔧 hammer 🔨 hammer_and_wrench 🛠️ gear ⚙️ toolbox 🧰 magnet 🧲 link 🔗 paperclip 📎
scissors ✂️ lock 🔒 unlock 🔓 key 🔑 shield 🛡️ mag 🔍 mag_right 🔎 microscope 🔬 telescope 🔭 email ✉️
envelope ✉️ incoming_envelope 📨 envelope_with_arrow 📩 mailbox 📫 inbox_tray 📥 outbox_tray 📤 package 📦
memo 📝 pencil 📝 pencil2 ✏️ page_facing_up 📄 page_with_curl 📃 clipboard 📋 file_folder 📁
open_file_folder 📂 card_index 📇 bar_chart 📊 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
pushpin 📌 round_pushpin 📍 straight_ruler 📏 triangular_ruler 📐 wastebasket 🗑️ book 📖 books 📚 notebook 📓
ledger 📒 bookmark 🔖 newspaper 📰 scroll 📜 mortar_board 🎓 briefcase 💼 gift 🎁 balloon 🎈 tada 🎉
confetti_ball 🎊 ribbon 🎀 ticket 🎫 crown 👑 gem 💎 ring 💍 bell 🔔 no_bell 🔕 loudspeaker 📢 mega 📣 speaker 🔈
money_with_wings 💸 moneybag 💰 credit_card 💳 magic_wand 🪄 crystal_ball 🔮 ladder 🪜 anchor ⚓ knot 🪢
thread 🧵 safety_pin 🧷 broom 🧹 scales ⚖️ white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️
x ❌ heavy_multiplication_x ✖️ negative_squared_cross_mark ❎ heavy_plus_sign ➕ heavy_minus_sign ➖
question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ bangbang ‼️ warning ⚠️ no_entry ⛔
no_entry_sign 🚫 octagonal_sign 🛑 construction 🚧 rotating_light 🚨 information_source ℹ️ sos 🆘 new 🆕 ok 🆗
up 🆙 recycle ♻️ infinity ♾️ copyright ©️ registered ®️ tm ™️ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️
arrow_down ⬇️ arrow_upper_right ↗️ arrow_lower_right ↘️ arrow_right_hook ↪️ leftwards_arrow_with_hook ↩️
arrows_counterclockwise 🔄 repeat 🔁 twisted_rightwards_arrows 🔀 arrow_forward ▶️ fast_forward ⏩
double_vertical_bar ⏸️ pause_button ⏸️ black_square_for_stop ⏹️ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣
five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 zero 0️⃣ hash #️⃣ red_circle 🔴
large_orange_circle 🟠 orange_circle 🟠 large_yellow_circle 🟡 yellow_circle 🟡 large_green_circle 🟢
green_circle 🟢 large_blue_circle 🔵 blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫
large_green_square 🟩 large_yellow_square 🟨 large_red_square 🟥 white_large_square ⬜ black_large_square ⬛
small_blue_diamond 🔹 small_orange_diamond 🔸 large_blue_diamond 🔷 radio_button 🔘 fr 🇫🇷 flag-fr 🇫🇷 gb 🇬🇧
flag-gb 🇬🇧 us 🇺🇸 flag-us 🇺🇸 de 🇩🇪 flag-de 🇩🇪 es 🇪🇸 flag-es 🇪🇸 it 🇮🇹 flag-ca 🇨🇦 flag-sg 🇸🇬 flag-eu 🇪🇺
jp 🇯🇵 palm_tree 🌴 desert_island 🏝️ beach_with_umbrella 🏖️ luggage 🧳 baby 👶 beach_umbrella ⛱️
crossed_flags 🎌 waving_white_flag 🏳️ rainbow-flag 🏳️‍🌈 footprints 👣 robot_face 🤖 ghost 👻 alien 👽 skull 💀
poop 💩 hankey 💩 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊
`;

const words = TABLE.trim().split(/\s+/);
const characters = new Map(words.flatMap((word, index) => (index % 2 ? [] : [[word, words[index + 1]]])));
const SKIN_TONES = ["", "", "\u{1F3FB}", "\u{1F3FC}", "\u{1F3FD}", "\u{1F3FE}", "\u{1F3FF}"];

/** What the reaction menu offers. */
export const QUICK_REACTIONS = ["+1", "heart", "tada", "raised_hands", "eyes", "white_check_mark", "pray", "joy"];

/**
 * @param {string} name without colons
 * @param {number} [skinTone] 2 to 6
 * @returns {string|undefined} the character, or undefined for a name that is not in the table
 */
export function emoji(name, skinTone = 0) {
  const character = characters.get(name);
  return character && character + (SKIN_TONES[skinTone] ?? "");
}

/**
 * Replace the short names in a plain text; unknown ones stay as they are written.
 * @param {string} text
 */
export function withEmoji(text) {
  return text.replace(EMOJI, (whole, name, tone) => emoji(name, Number(tone)) ?? whole);
}

/** A short name with its colons and, perhaps, a skin tone. */
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g;
